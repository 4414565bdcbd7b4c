/** The request for what an open file of another language surely holds, as a policy file: a text, or null. */
export const EXTRACT = 'ocipolicy/extract';
/** The request for the policies and dynamic groups of a policy file as resources of Terraform: a text, or null. */
export const RESOURCES = 'ocipolicy/resources';
/** The request for the diagnostics of a file that is not open: its `text` comes with it. */
export const CHECK_TEXT = 'ocipolicy/checkText';
