// A press on [data-passkey] asks the server what to sign, lets the browser sign it, and sends its form; browsers without passkeys see none of it.
(() => {
  const root = document.documentElement;
  const kind = window.PublicKeyCredential;
  const can = kind && kind.parseRequestOptionsFromJSON && kind.parseCreationOptionsFromJSON && kind.prototype.toJSON;
  if (!can || root.dataset.passkeys) return show();
  root.dataset.passkeys = "ready";
  show();
  document.addEventListener("htmx:after:swap", show);
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-passkey]");
    if (button) press(button);
  });

  function show() {
    if (!root.dataset.passkeys) return;
    for (const box of document.querySelectorAll("[data-passkey-box], [data-passkey-form]")) box.hidden = false;
    for (const none of document.querySelectorAll("[data-passkey-none]")) none.hidden = true;
  }

  async function press(button) {
    const form = button.form;
    const said = form.querySelector("[data-passkey-said]");
    button.disabled = true;
    said.hidden = true;
    try {
      const signed = await sign(button.dataset.passkey, form.elements.csrf_token.value);
      form.elements.passkey.value = JSON.stringify(signed.toJSON());
      form.requestSubmit();
    } catch (error) {
      said.textContent = told(error);
      said.hidden = false;
    } finally {
      button.disabled = false;
    }
  }

  async function sign(address, token) {
    const asked = await fetch(address, { method: "POST", body: new URLSearchParams({ csrf_token: token }) });
    if (!asked.ok) throw new Error(String(asked.status));
    const options = await asked.json();
    return options.user
      ? navigator.credentials.create({ publicKey: kind.parseCreationOptionsFromJSON(options) })
      : navigator.credentials.get({ publicKey: kind.parseRequestOptionsFromJSON(options) });
  }

  function told(error) {
    if (error.name === "InvalidStateError") return "이 기기에는 이미 만든 패스키가 있어요.";
    if (error.name === "NotAllowedError") return "패스키를 쓰지 않았어요. 다시 누르거나 인증 앱의 번호를 써 주세요.";
    return "지금은 패스키를 쓸 수 없어요. 화면을 새로 열고 다시 누르거나 인증 앱의 번호를 써 주세요.";
  }
})();
