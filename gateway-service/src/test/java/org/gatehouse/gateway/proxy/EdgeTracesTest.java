package org.gatehouse.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.gatehouse.kit.config.SettingException;
import org.gatehouse.kit.trace.Tracing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EdgeTracesTest {

    private static final String THEIRS = "0af7651916cd43dd8448eb211c80319c";

    private static EdgeTraces believing(String... networks) {
        return new EdgeTraces(Tracing.OFF, new TraceCallersConfig(List.of(networks)));
    }

    private static ExchangeTrace begun(EdgeTraces traces, String client, String traceparent)
            throws UnknownHostException {
        var headers = new DefaultHttpHeaders().add("traceparent", traceparent);
        return traces.begin(
                new EdgeRequest(HttpMethod.GET, "/", "", headers, InetAddress.getByName(client), "request"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.1.2.3", "2001:db8::7"})
    void goesOnOnlyWithTheTracesOfNamedNetworks(String caller) throws UnknownHostException {
        var traces = believing("10.0.0.0/8", " 2001:db8::/32 ", "");
        var sent = "00-" + THEIRS + "-b7ad6b7169203331-01";

        assertThat(begun(traces, caller, sent).context().traceId()).isEqualTo(THEIRS);
        assertThat(begun(traces, "192.0.2.1", sent).context().traceId()).isNotEqualTo(THEIRS);
    }

    @Test
    void beginsANewTraceInPlaceOfOneThatCannotBeRead() throws UnknownHostException {
        var trace = begun(believing("0.0.0.0/0"), "192.0.2.1", "00-" + THEIRS + "-b7ad6b7169203331-1");

        assertThat(trace.context().traceId()).matches("[0-9a-f]{32}").isNotEqualTo(THEIRS);
        assertThat(trace.place().parentSpanId()).isZero();
        assertThat(trace.place().link()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"anybody", "10.0.0.0/33", "10.0.0", "*"})
    void refusesWhatIsNoNetwork(String text) {
        assertThatThrownBy(() -> believing(text))
                .isInstanceOf(SettingException.class)
                .hasMessage("GATEHOUSE_TRACE_CALLERS must list networks such as 10.0.0.0/8");
    }
}
