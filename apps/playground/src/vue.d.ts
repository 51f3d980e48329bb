// Single-file components, for TypeScript.
declare module '*.vue' {
  import type { Component } from 'vue';

  const component: Component;
  // biome-ignore lint/style/noDefaultExport: it is what the compiler of such files makes.
  export default component;
}

declare module '*.css';
