import { AttentionMap } from './attention-map';

export default function Page() {
  return (
    <main>
      <h1>What each word looks at</h1>
      <AttentionMap />
    </main>
  );
}
