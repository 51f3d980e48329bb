/** The page with the tables of the works put between their marks, `<!-- bench: matmul -->` and `<!-- /bench -->`. */
export function fillGuide(page: string, markdownOf: (work: string) => string | undefined): string {
  return page.replace(
    /(<!-- bench: ([\w-]+) -->\n)[\s\S]*?(<!-- \/bench -->)/g,
    (_, begin: string, work: string, end: string) => {
      const markdown = markdownOf(work) ?? `Not measured yet: \`pnpm bench ${work}\`.`;
      return `${begin}\n${markdown.trim()}\n\n${end}`;
    },
  );
}
