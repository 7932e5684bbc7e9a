package org.gatehouse.chat.model;

import io.micronaut.context.ApplicationContext;

/** Lets a test say when the catalogue is read. */
public final class FeedRuns {

    private FeedRuns() {}

    public static void once(ApplicationContext context) {
        context.getBean(Feed.class).refresh();
    }
}
