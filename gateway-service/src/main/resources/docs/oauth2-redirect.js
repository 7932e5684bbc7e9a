"use strict";

// Where the realm sends the browser back to: hands the code to the page that opened this window (RFC 6749, 4.1.2).
const login = window.opener.swaggerUIRedirectOauth2;
const answer = new URLSearchParams(location.search);

function failed(message) {
  login.errCb({ authId: login.auth.name, source: "auth", level: "error", message });
}

if (answer.get("state") !== login.state) {
  failed("The answer belongs to another login.");
} else if (answer.has("code")) {
  delete login.state;
  login.auth.code = answer.get("code");
  login.callback({ auth: login.auth, redirectUrl: login.redirectUrl });
} else {
  failed(answer.get("error_description") || answer.get("error") || "The login was not finished.");
}
window.close();
