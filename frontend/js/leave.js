/* "Snel weg": leave at once for a page that says nothing, by the button or by Escape twice.
 * The page that was open is replaced, so that the back button does not return to it. */
const way = document.querySelector("[data-leave]");

function leave() {
  document.body.hidden = true;
  document.title = "…";
  location.replace(way.href);
}

if (way) {
  let escapedAt = -Infinity;
  way.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.repeat) return;
    if (event.timeStamp - escapedAt < 2000) leave();
    escapedAt = event.timeStamp;
  });
}
