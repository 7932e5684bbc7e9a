SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#swagger-ui",
  deepLinking: true,
  displayRequestDuration: true,
  persistAuthorization: false,
  oauth2RedirectUrl: location.origin + "/docs/oauth2-redirect.html",
  // Users log in as themselves: at our own /token there is no client to be named along with them.
  requestInterceptor: (request) => {
    if (new URL(request.url, location.href).pathname === "/token") {
      delete request.headers.Authorization;
    }
    return request;
  },
  validatorUrl: null,
  presets: [SwaggerUIBundle.presets.apis],
}).initOAuth({ clientId: "gatehouse-web", scopes: "read write execute", usePkceWithAuthorizationCodeGrant: true });
