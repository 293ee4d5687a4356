package org.elasticml.loadtester.agent;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where an agent listens. */
public record AgentAddress(String host, int port) {
    public static final int DEFAULT_PORT = 8010;

    /** A number alone is a port, though Java takes it for an address. */
    private static final Pattern TEXT =
            Pattern.compile("(?!\\d+$)(\\[[0-9a-fA-F:.]+\\]|[A-Za-z0-9._-]+)(?::(\\d{1,5}))?");

    /**
     * @param text as in {@code 127.0.0.1:8010}, {@code agents-0.agents} or {@code [::1]:8010}; without a port it is 8010
     * @throws IllegalArgumentException saying what is accepted
     */
    public static AgentAddress parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        int port =
                !matcher.matches() ? -1 : matcher.group(2) == null ? DEFAULT_PORT : Integer.parseInt(matcher.group(2));
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("'" + text + "' is not host:port, as in 127.0.0.1:" + DEFAULT_PORT);
        }
        return new AgentAddress(matcher.group(1).replaceAll("[\\[\\]]", ""), port);
    }

    /** Whether only this machine can reach what listens there; a name that is not known is not. */
    boolean isLoopback() {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /**
     * @throws IllegalArgumentException if an agent may not listen here: from elsewhere it takes orders from who shows a token only
     */
    public void checkListening(boolean hasToken) {
        if (!hasToken && !isLoopback()) {
            throw new IllegalArgumentException(
                    "to listen on " + host + ", where other machines can reach it, an agent needs "
                            + AgentToken.VARIABLE + ": " + AgentToken.FORM);
        }
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
