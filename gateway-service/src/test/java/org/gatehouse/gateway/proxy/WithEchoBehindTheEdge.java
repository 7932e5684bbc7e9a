package org.gatehouse.gateway.proxy;

import static org.gatehouse.gateway.proxy.RunningEdge.SWITCH;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.gatehouse.gateway.fixture.EchoServer;
import org.gatehouse.gateway.fixture.SocketClient;
import org.gatehouse.gateway.fixture.Wait;
import org.gatehouse.gateway.tunnel.Lease;
import org.gatehouse.gateway.tunnel.Tunnels;
import org.gatehouse.kit.upstream.TargetGroup;
import org.gatehouse.testing.net.RawOrigin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** An edge in front of a server of WebSockets that says everything back. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class WithEchoBehindTheEdge {

    final RunningEdge edge = new RunningEdge();
    final EchoServer echo = new EchoServer();
    final BlockingQueue<String> heads = new LinkedBlockingQueue<>();

    @BeforeEach
    void inFrontOfTheEcho() {
        edge.policy().forwardTo(echo.uri());
        edge.policy().limits = ScriptedPolicy.LIMITS;
        edge.policy().lease = Lease.UNLIMITED;
    }

    @AfterEach
    void leaveNoTunnelBehind() {
        Wait.until(this::tunnels, count -> count == 0);
        heads.clear();
        while (edge.log().size() > 0) {
            edge.log().next();
        }
    }

    @AfterAll
    void close() {
        edge.close();
        echo.close();
    }

    int tunnels() {
        return edge.server().getApplicationContext().getBean(Tunnels.class).count();
    }

    TargetGroup targets() {
        return edge.policy().group;
    }

    /** More lines at a head's end. */
    static String with(String... lines) {
        return "\r\n" + String.join("\r\n", lines) + "\r\n\r\n";
    }

    SocketClient open() {
        return SocketClient.open(edge.port(), "/ws");
    }

    /** Answers every handshake with 101 and then does as told. */
    static RawOrigin switching(RawOrigin.Script then) {
        return RawOrigin.start((connection, number) -> {
            connection.readHead();
            connection.send(SWITCH);
            then.serve(connection, number);
        });
    }
}
