/** A file whose name ends in `.json.txt` is imported as its text; the build and the tests are told the same. */
declare module '*.json.txt' {
  const text: string;
  export default text;
}
