package org.gatehouse.chat.upstream.morpheus;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.scheduling.TaskExecutors;
import io.netty.channel.EventLoopGroup;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import org.gatehouse.chat.count.Counting;
import org.gatehouse.kit.upstream.UpstreamClient;

/**
 * What nodes live in.
 *
 * @param workers virtual threads, since the chain makes one wait
 * @param counting where tokens are counted
 */
@Singleton
record Ambient(
        UpstreamClient client,
        EventLoopGroup loops,
        @Named(TaskExecutors.BLOCKING) ExecutorService workers,
        @Named(Counting.NAME) Executor counting,
        InstantSource clock,
        MeterRegistry registry) {}
