package org.elasticml.loadtester.send;

import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;

/** How a target is spoken to. Another one is another constant here, and a class that implements {@link Target}. */
public enum Protocol {
    /** HTTP/1.1; URLs as {@link TargetUrl} reads them. */
    HTTP {
        @Override
        public Door door(String url) {
            TargetUrl parsed = TargetUrl.parse(url);
            return new Door(
                    parsed.request().toString(), (timeout, headers) -> new HttpTarget(parsed, timeout, headers));
        }
    };

    /**
     * Reads a URL, without asking anyone.
     *
     * @throws IllegalArgumentException if it is not one for this protocol; the message says what is accepted
     */
    public abstract Door door(String url);

    /**
     * A target that can be opened.
     *
     * @param url where requests go, completed
     * @param opener makes the target, given how long a request may take
     */
    public record Door(String url, BiFunction<Duration, List<Header>, Target> opener) {
        /** As {@link #open(Duration, List)}, without headers of its own. */
        public Target open(Duration timeout) {
            return open(timeout, List.of());
        }

        /**
         * To be closed by the caller.
         *
         * @param timeout how long a request may take, from when it is to be sent to the end of its answer
         * @param headers that every request carries
         */
        public Target open(Duration timeout, List<Header> headers) {
            return opener.apply(timeout, headers);
        }
    }
}
