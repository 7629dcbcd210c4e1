import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const service = `http://127.0.0.1:${process.env['PORT'] ?? 3000}`;

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), tailwindcss()],
  // The service compares Origin and Host, so the host stays that of the page.
  server: { proxy: { '/api': { target: service, changeOrigin: false } } },
  build: {
    // The Content-Security-Policy of the service allows neither inline script nor data: addresses.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    target: 'baseline-widely-available',
    emptyOutDir: true,
    // By it the service knows which file holds the words of a language.
    manifest: true,
  },
});
