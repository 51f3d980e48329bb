import type { NextConfig } from 'next';

const config: NextConfig = {
  // A folder of files, for any server. With a server of Next, send the two headers of the README from `headers()`.
  output: 'export',
};

export default config;
