/* Passkeys. A part with data-passkey shows itself only where the browser knows them. Its form asks the
 * house what is to be signed, lets the browser sign it with the person, and sends the answer along. */
const bytes = (said) =>
  Uint8Array.from(atob(said.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));
const said = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");

function readable(options) {
  const asked = options.publicKey;
  asked.challenge = bytes(asked.challenge);
  if (asked.user) asked.user.id = bytes(asked.user.id);
  for (const one of [...(asked.allowCredentials ?? []), ...(asked.excludeCredentials ?? [])]) one.id = bytes(one.id);
  return options;
}

function sendable({ id, rawId, type, response }) {
  const parts = {};
  for (const part in response) if (response[part] instanceof ArrayBuffer) parts[part] = said(response[part]);
  return JSON.stringify({ id, rawId: said(rawId), type, response: parts });
}

async function sign(form, how) {
  const asked = await fetch(form.action, {
    method: "POST",
    body: new FormData(form),
    headers: { Accept: "application/json" },
  });
  if (!asked.ok) throw new Error(asked.statusText);
  const credential = await navigator.credentials[how](readable(await asked.json()));
  form.elements.credential.value = sendable(credential);
  form.submit();
}

for (const part of window.PublicKeyCredential ? document.querySelectorAll("[data-passkey]") : []) {
  const form = part.querySelector("form");
  const wrong = part.querySelector("[data-wrong]");
  part.hidden = false;
  for (const other of document.querySelectorAll("[data-no-passkey]")) other.hidden = true;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    wrong.hidden = true;
    sign(form, part.dataset.passkey).catch(() => {
      wrong.hidden = false;
    });
  });
}
