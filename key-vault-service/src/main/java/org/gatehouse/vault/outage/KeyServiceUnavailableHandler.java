package org.gatehouse.vault.outage;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import org.gatehouse.vault.envelope.KeyServiceUnavailable;

@Singleton
final class KeyServiceUnavailableHandler implements ExceptionHandler<KeyServiceUnavailable, HttpResponse<?>> {

    private final Outage outage;

    KeyServiceUnavailableHandler(Outage outage) {
        this.outage = outage;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public HttpResponse<?> handle(HttpRequest request, KeyServiceUnavailable failure) {
        return outage.answer(request, failure);
    }
}
