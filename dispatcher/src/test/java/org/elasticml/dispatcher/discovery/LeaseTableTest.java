package org.elasticml.dispatcher.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalLong;
import java.util.Set;
import org.elasticml.dispatcher.client.ReplicaAddress;
import org.elasticml.dispatcher.discovery.ReplicaSource.Found;
import org.junit.jupiter.api.Test;

/** In virtual time: a lease is 10 long. */
class LeaseTableTest {
    private static final Found A = found("http://a:1");
    private static final Found B = found("http://b:1");

    private final LeaseTable table = new LeaseTable(10);

    private static Found found(String url) {
        return new Found(ReplicaAddress.of(url), false);
    }

    @Test
    void aLeaseHoldsUntilItsEndAndNotAtIt() {
        table.renew(A, 100);
        table.expire(109);
        assertEquals(Set.of(A), table.found());
        table.expire(110);
        assertEquals(Set.of(), table.found());
    }

    @Test
    void renewedItHoldsFromThenOn() {
        table.renew(A, 100);
        table.renew(B, 103);
        table.renew(A, 107);
        table.expire(113);
        assertEquals(Set.of(A), table.found());
        assertEquals(OptionalLong.of(4), table.nanosToFirstEnd(113));
        table.expire(117);
        assertEquals(OptionalLong.empty(), table.nanosToFirstEnd(117));
    }

    @Test
    void theLastWordOnDrainingCounts() {
        Found draining = new Found(A.address(), true);
        table.renew(A, 100);
        table.renew(draining, 101);
        assertEquals(Set.of(draining), table.found());
        table.renew(A, 102);
        assertEquals(Set.of(A), table.found());
    }

    @Test
    void whoSaysGoodbyeIsGone() {
        table.renew(A, 100);
        table.renew(B, 100);
        table.remove(A.address());
        assertEquals(Set.of(B), table.found());
    }

    @Test
    void theClockMayOverflow() {
        table.renew(A, Long.MAX_VALUE - 3);
        table.expire(Long.MIN_VALUE + 5);
        assertEquals(Set.of(A), table.found());
        table.expire(Long.MIN_VALUE + 6);
        assertEquals(Set.of(), table.found());
    }
}
