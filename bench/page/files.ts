/** A file's bytes, from the server of the page. */
export async function readBytes(path: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await (await ask(path)).arrayBuffer());
}

/** What a file of JSON says. */
export async function readJson(path: string): Promise<unknown> {
  return await (await ask(path)).json();
}

async function ask(path: string): Promise<Response> {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response;
}
