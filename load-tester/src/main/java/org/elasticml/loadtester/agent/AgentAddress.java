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

    /**
     * The same by its number, so that an agent listens on what was looked at, whatever its name means later.
     *
     * @throws IllegalArgumentException if an agent may not listen here: from elsewhere it takes orders from who shows a token only
     */
    public AgentAddress toListen(boolean hasToken) {
        InetAddress found;
        try {
            found = InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("no host is known as " + host);
        }
        if (!hasToken && !found.isLoopbackAddress()) {
            throw new IllegalArgumentException(
                    "to listen on " + host + ", where other machines can reach it, an agent needs "
                            + AgentToken.VARIABLE + ": " + AgentToken.FORM);
        }
        return new AgentAddress(found.getHostAddress(), port);
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
