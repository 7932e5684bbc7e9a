package org.gatehouse.kit.app;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import java.util.Map;
import org.gatehouse.kit.token.Caller;
import org.gatehouse.kit.token.RequiresStepUp;

@Controller
final class GuardedController {

    @Get(uris = {"/read", "/v1/read"})
    @Secured("read")
    Map<String, String> read(Caller.User caller) {
        return Map.of("account", caller.accountId().toString());
    }

    @Get("/execute")
    @Secured("execute")
    Map<String, String> execute(Caller caller) {
        return Map.of("token", caller.tokenId());
    }

    @Get(uris = {"/dangerous", "/v1/dangerous"})
    @Secured("admin")
    @RequiresStepUp(acr = "2", maxAge = "15m")
    Map<String, String> dangerous(Caller.User caller) {
        return Map.of("token", caller.tokenId());
    }

    @Get("/internal/feed")
    @Secured("service")
    Map<String, String> feed(Caller.Service caller) {
        return Map.of("client", caller.clientId());
    }
}
