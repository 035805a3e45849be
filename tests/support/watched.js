// What goes wrong in a page: errors, what is said to the console as one, and reports of the content security policy.
(() => {
  const complaints = (window.complaints = []);
  addEventListener("error", ({ message, target }) => complaints.push(message ?? `not loaded: ${target.src ?? target.href}`), true);
  addEventListener("unhandledrejection", ({ reason }) => complaints.push(`unhandled: ${reason}`));
  document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => complaints.push(`CSP ${violatedDirective} ${blockedURI}`));
  const say = console.error.bind(console);
  console.error = (...words) => {
    complaints.push(words.join(" "));
    say(...words);
  };
})();
