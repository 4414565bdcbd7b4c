// What is run as `ocipolicy`: the build puts the line for the shell before it. All the rest are modules that are loaded when they are
// needed, in the folder `cli` beside it; of one large file, Node.js would read every word before the first one is run.
void import('./main.ts').then(({ main }) => main(__dirname));
