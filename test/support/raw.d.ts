// A file imported as text, which Vite does for `?raw`.

declare module '*?raw' {
  const text: string;
  export default text;
}
