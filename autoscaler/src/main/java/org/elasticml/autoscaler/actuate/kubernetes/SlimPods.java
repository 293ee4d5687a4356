package org.elasticml.autoscaler.actuate.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;

/** An informer's pods without what is not looked at, which is nearly all of a pod, and there may be thousands. */
final class SlimPods extends BasicItemStore<Pod> {
    SlimPods() {
        super(Cache::metaNamespaceKeyFunc);
    }

    @Override
    public Pod put(String key, Pod pod) {
        pod.setSpec(null);
        pod.getMetadata().setManagedFields(null);
        pod.getMetadata().setAnnotations(null);
        return super.put(key, pod);
    }
}
