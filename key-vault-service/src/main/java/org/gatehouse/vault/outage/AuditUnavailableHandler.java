package org.gatehouse.vault.outage;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import org.gatehouse.vault.audit.AuditUnavailable;

@Singleton
final class AuditUnavailableHandler implements ExceptionHandler<AuditUnavailable, HttpResponse<?>> {

    private final Outage outage;

    AuditUnavailableHandler(Outage outage) {
        this.outage = outage;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public HttpResponse<?> handle(HttpRequest request, AuditUnavailable failure) {
        return outage.answer(request, failure);
    }
}
