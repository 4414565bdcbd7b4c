// Stands in for the names of all characters that HTML knows, 29 KB of them: of Markdown only code blocks are read, in which there are none.
export const characterEntities = {};
