package org.gatehouse.kit.guard;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.async.annotation.SingleResult;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/** Routes that remember every body they were given whole, in each of the ways a controller can take one. */
@Controller("/echo")
@Requires(property = "spec", value = "guard")
@Secured(SecurityRule.IS_ANONYMOUS)
@Consumes("*/*")
class EchoController {

    final BlockingQueue<String> complete = new LinkedBlockingQueue<>();
    final CountDownLatch slow = new CountDownLatch(1);

    @Post(value = "/text", produces = "text/plain")
    String text(@Body @Nullable String body) {
        complete.add("text " + body);
        return String.valueOf(body);
    }

    @Post(value = "/bytes", produces = "text/plain")
    @ExecuteOn(TaskExecutors.BLOCKING)
    String bytes(@Body byte[] body) {
        complete.add("bytes " + body.length);
        return "bytes " + body.length;
    }

    @Post(value = "/stream", produces = "text/plain")
    @SingleResult
    Publisher<String> stream(@Body Publisher<byte[]> body) {
        return Flux.from(body)
                .map(part -> part.length)
                .reduce(0, Integer::sum)
                .map(sum -> "stream " + sum)
                .doOnNext(complete::add);
    }

    @Get(value = "/slow", produces = "text/plain")
    @ExecuteOn(TaskExecutors.BLOCKING)
    String slow() throws InterruptedException {
        return "slow " + slow.await(10, TimeUnit.SECONDS);
    }

    @Get(value = "/hello", produces = "text/plain")
    String hello() {
        complete.add("hello");
        return "hello";
    }
}
