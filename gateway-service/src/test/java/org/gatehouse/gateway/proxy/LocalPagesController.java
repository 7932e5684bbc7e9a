package org.gatehouse.gateway.proxy;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Pages of the framework's own beside the proxied ones. */
@Controller("/local")
@Requires(property = "spec", value = "edge")
@Secured(SecurityRule.IS_ANONYMOUS)
@Consumes("*/*")
class LocalPagesController {

    final CountDownLatch slow = new CountDownLatch(1);

    @Get(value = "/hello", produces = "text/plain")
    String hello() {
        return "hello";
    }

    @Get(value = "/slow", produces = "text/plain")
    @ExecuteOn(TaskExecutors.BLOCKING)
    String slow() throws InterruptedException {
        return "slow " + slow.await(5, TimeUnit.SECONDS);
    }

    @Post(value = "/echo", produces = "text/plain")
    String echo(@Body String body) {
        return body;
    }
}
