// A word of the model with its meaning behind it, as an element of a page.

import { TermHelp } from "winset/term.js";

export default TermHelp;
