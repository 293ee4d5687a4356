package org.elasticml.autoscaler.actuate.kubernetes;

import static org.elasticml.autoscaler.actuate.kubernetes.LeaderElection.LASTS;
import static org.elasticml.autoscaler.actuate.kubernetes.LeaderElection.RETRY;
import static org.elasticml.autoscaler.actuate.kubernetes.LeaderElection.TRUSTED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.vertx.VertxHttpClientFactory;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeaderElectionTest {
    private static final String PATH = "/apis/coordination.k8s.io/v1/namespaces/test/leases/autoscaler";
    private static final Lease LEASE = lease("b");

    private final Vertx vertx = Vertx.vertx();
    private final ApiServer api = new ApiServer();
    private final KubernetesClient client = new KubernetesClientBuilder()
            .withConfig(api.config())
            .withHttpClientFactory(new VertxHttpClientFactory(vertx))
            .build();
    private final ApiCalls calls = new ApiCalls(client, new ApiHealth("Deployment test/ml-app"));
    /** Each has a clock of its own, which began at some time or other. */
    private final AtomicLong clockA = new AtomicLong(Long.MAX_VALUE - 5);

    private final AtomicLong clockB = new AtomicLong(-12_345);
    private final LeaderElection a = election("a", clockA);
    private final LeaderElection b = election("b", clockB);

    private LeaderElection election(String identity, AtomicLong clock) {
        return new LeaderElection(calls, "test", "autoscaler", identity, ActuatorRing.PATIENT, clock::get);
    }

    private static Lease lease(String holder) {
        return new LeaseBuilder()
                .withNewMetadata()
                .withName("autoscaler")
                .withNamespace("test")
                .endMetadata()
                .withNewSpec()
                .withHolderIdentity(holder)
                .withLeaseDurationSeconds(10)
                .endSpec()
                .build();
    }

    @AfterEach
    void close() {
        a.close();
        b.close();
        client.close();
        api.close();
        vertx.close();
        assertEquals(List.of(), api.forbidden());
    }

    private void pass(Duration time) {
        clockA.addAndGet(time.toNanos());
        clockB.addAndGet(time.toNanos());
    }

    @Test
    void theFirstLeadsAndTheOtherKnowsIt() {
        assertEquals(Optional.of("it is not known yet who leads"), a.whyNot());
        a.attend();
        b.attend();
        assertEquals(Optional.empty(), a.whyNot());
        assertEquals(Optional.of("a leads"), b.whyNot());
    }

    @Test
    void itIsTheLatterWhoseLeaseIsThereFirst() {
        api.before("create leases", () -> api.create(LEASE));
        a.attend();
        assertFalse(a.leads());
        a.attend();
        assertEquals(Optional.of("b leads"), a.whyNot());
    }

    @Test
    void exactlyOneWinsARace() throws Exception {
        for (int round = 0; round < 20; round++) {
            LeaderElection one = election("one", clockA);
            LeaderElection two = election("two", clockB);
            CyclicBarrier start = new CyclicBarrier(2);
            CompletableFuture<Void> other = CompletableFuture.runAsync(() -> attend(one, start));
            attend(two, start);
            other.join();
            assertTrue(one.leads() ^ two.leads(), "one: " + one.leads() + ", two: " + two.leads());
            api.delete(LEASE);
        }
    }

    private static void attend(LeaderElection election, CyclicBarrier start) {
        try {
            start.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        election.attend();
    }

    @Test
    void itIsTakenWhenItHasRunOutAndNotBefore() {
        a.attend();
        b.attend();
        pass(TRUSTED.minusNanos(1));
        assertTrue(a.leads());
        pass(Duration.ofNanos(1));
        assertFalse(a.leads());
        pass(LASTS.minus(TRUSTED));
        b.attend();
        assertFalse(b.leads());
        pass(Duration.ofNanos(1));
        b.attend();
        assertTrue(b.leads());
        a.attend();
        assertEquals(Optional.of("b leads"), a.whyNot());
    }

    @Test
    void whoRenewsItKeepsIt() {
        for (int i = 0; i < 30; i++) {
            a.attend();
            b.attend();
            assertTrue(a.leads());
            assertFalse(b.leads());
            pass(RETRY);
        }
    }

    /** The time that another wrote is nobody's business: its clock may be wrong by years. */
    @ParameterizedTest
    @ValueSource(strings = {"2001-01-01T00:00:00.000000Z", "2101-01-01T00:00:00.000000Z"})
    void clocksMayDiffer(String renewed) {
        a.attend();
        api.patch(PATH, "{\"spec\":{\"renewTime\":\"" + renewed + "\"}}");
        b.attend();
        assertFalse(b.leads());
        pass(LASTS);
        b.attend();
        assertFalse(b.leads());
        pass(Duration.ofNanos(1));
        b.attend();
        assertTrue(b.leads());
    }

    @Test
    void whoHasLostItKnowsAtTheNextLook() {
        a.attend();
        api.patch(PATH, "{\"spec\":{\"holderIdentity\":\"c\"}}");
        pass(RETRY);
        a.attend();
        assertEquals(Optional.of("c leads"), a.whyNot());
    }

    @Test
    void losesTheRaceForOneThatHasRunOut() {
        api.create(lease("gone"));
        a.attend();
        pass(LASTS.plusNanos(1));
        api.before("update leases", () -> api.patch(PATH, "{\"spec\":{\"holderIdentity\":\"c\"}}"));
        a.attend();
        assertFalse(a.leads());
        a.attend();
        assertEquals(Optional.of("c leads"), a.whyNot());
    }

    @Test
    void whoStopsGivesItBack() {
        a.attend();
        b.attend();
        a.close();
        assertFalse(a.leads());
        b.attend();
        assertTrue(b.leads());
    }

    @Test
    void whoStopsLeavesToOthersWhatTheyHaveTaken() {
        a.attend();
        api.patch(PATH, "{\"spec\":{\"holderIdentity\":\"c\"}}");
        a.close();
        b.attend();
        assertEquals(Optional.of("c leads"), b.whyNot());
    }

    @Test
    void leadsNoLongerThanItIsTrustedWhileItCantRenew() {
        a.attend();
        api.answer("update leases", 500);
        pass(TRUSTED.minusNanos(1));
        a.attend();
        assertTrue(a.leads());
        pass(Duration.ofNanos(1));
        assertEquals(Optional.of("it is not known yet who leads"), a.whyNot());
        api.answer("update leases", 200);
        a.attend();
        assertTrue(a.leads());
    }

    /** A leader whose answer is lost does not lead before it has read that it does. */
    @Test
    void anAnswerThatIsLostIsNoYes() throws Exception {
        LeaderElection c = new LeaderElection(calls, "test", "autoscaler", "c", Duration.ofMillis(500), clockA::get);
        api.answer("create leases", ApiServer.SILENCE);
        c.attend();
        assertFalse(c.leads());
        api.answer("create leases", 200);
        Eventually.see(true, () -> {
            c.attend();
            return c.leads();
        });
    }

    @Test
    void makesItAnewWhenItWasRemoved() {
        a.attend();
        api.delete(LEASE);
        pass(RETRY);
        a.attend();
        assertTrue(a.leads());
        b.attend();
        assertEquals(Optional.of("a leads"), b.whyNot());
    }
}
