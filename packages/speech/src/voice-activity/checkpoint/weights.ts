export const weights: string = '';
