/* All pages work without this. It only adds what a page cannot do by itself. */
import "./leave.js";
import "./half-written.js";
import "./print.js";
