/**
 * Tells the page something. The worker waits until it was heard: so nothing is on its way any more when the work is said to
 * be done, and a slow page is not flooded.
 */
export type Tell<News extends readonly unknown[]> = (...news: News) => void | Promise<void>;
