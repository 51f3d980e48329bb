/** Finds the `ts` code blocks of Markdown pages and of doc comments. */
import { marked, type Token } from 'marked';
import ts from 'typescript';

/** One `ts` code block. */
export interface Example {
  /** The file it stands in, from the root of the repository. */
  readonly path: string;
  /** The line of its first line of code. */
  readonly line: number;
  readonly code: string;
  /** False for a block marked `ts no-run`. */
  readonly run: boolean;
}

/** The examples of a Markdown page; `firstLine` is the line of the file on which the text begins. */
export function examplesOfMarkdown(path: string, text: string, firstLine = 1): Example[] {
  const lines = text.split('\n');
  const examples: Example[] = [];
  let cursor = 0;
  marked.walkTokens(marked.lexer(text), (token: Token) => {
    if (token.type !== 'code' || token.codeBlockStyle === 'indented') return;
    const info = String(token.lang ?? '').split(/\s+/);
    // Tokens come in the order of the page, so this block's fence is the next one.
    const fence = lines.findIndex((line, at) => at >= cursor && /^[\s>*-]*(```|~~~)/.test(line));
    const code = String(token.text);
    cursor = fence + code.split('\n').length + 2;
    if (info[0] !== 'ts' && info[0] !== 'typescript') return;
    examples.push({ path, line: firstLine + fence + 1, code, run: !info.includes('no-run') });
  });
  return examples;
}

/** The examples in the doc comments of a TypeScript source. */
export function examplesOfSource(path: string, text: string): Example[] {
  if (!text.includes('```ts')) return [];
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const comments = new Map<number, string>();
  const visit = (node: ts.Node): void => {
    for (const doc of ts.getJSDocCommentsAndTags(node)) {
      if (ts.isJSDoc(doc)) comments.set(doc.pos, text.slice(doc.pos, doc.end));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  // A comment that opens the file belongs to the file, not to its first statement.
  for (const range of ts.getLeadingCommentRanges(text, 0) ?? []) {
    const comment = text.slice(range.pos, range.end);
    if (comment.startsWith('/**')) comments.set(range.pos, comment);
  }
  return [...comments].flatMap(([position, comment]) => {
    const { line } = source.getLineAndCharacterOfPosition(position);
    const markdown = comment
      .replace(/^\/\*\*/, '')
      .replace(/\*\/$/, '')
      .split('\n')
      .map((row) => row.replace(/^\s*\* ?/, ''))
      .join('\n');
    return examplesOfMarkdown(path, markdown, line + 1);
  });
}
