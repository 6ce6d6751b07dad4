/* Warn before somebody loses what they were writing: in any text box, or in a form with data-keep.
 * Leaving in a hurry (leave.js hides the page first) is never held up. */
let writing = null;

const WRITTEN = "textarea, input:not([type=radio], [type=checkbox], [type=hidden])";
const isHalfWritten = (form) =>
  form.isConnected &&
  [...form.elements].some((field) => field.matches(WRITTEN) && field.value !== field.defaultValue);

document.addEventListener("input", ({ target }) => {
  if (target.form && (target.matches("textarea") || "keep" in target.form.dataset)) writing = target.form;
});
document.addEventListener("submit", () => {
  writing = null;
});
addEventListener("beforeunload", (event) => {
  if (writing && isHalfWritten(writing) && !document.body.hidden) event.preventDefault();
});
