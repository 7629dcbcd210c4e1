export { recogniseProvider } from './recognise-provider.ts';
