/** A file whose name ends in `.wasm` is imported as its bytes, packed (deflate) and in base64; the build and the tests are told the same. */
declare module '*.wasm' {
  const packed: string;
  export default packed;
}
