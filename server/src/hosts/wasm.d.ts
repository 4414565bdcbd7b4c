/** A file whose name ends in `.wasm` is imported as its bytes in base64; the build and the tests are told the same. */
declare module '*.wasm' {
  const base64: string;
  export default base64;
}
