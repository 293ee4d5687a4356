package org.elasticml.core.dispatch;

import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * What replicas work on, the longest sent first: a list through the assignments themselves, so that each comes and goes
 * at the cost of a few assignments of fields.
 */
final class OpenAssignments<T> implements Iterable<Assignment<T>> {
    private Assignment<T> first;
    private Assignment<T> last;

    void add(Assignment<T> assignment) {
        assignment.isOpen = true;
        assignment.before = last;
        if (last == null) {
            first = assignment;
        } else {
            last.after = assignment;
        }
        last = assignment;
    }

    /**
     * @return whether it was there
     */
    boolean remove(Assignment<T> assignment) {
        if (!assignment.isOpen) {
            return false;
        }
        assignment.isOpen = false;
        if (assignment.before == null) {
            first = assignment.after;
        } else {
            assignment.before.after = assignment.after;
        }
        if (assignment.after == null) {
            last = assignment.before;
        } else {
            assignment.after.before = assignment.before;
        }
        assignment.before = null;
        assignment.after = null;
        return true;
    }

    /** Those that are added meanwhile come too; none may be removed meanwhile. */
    @Override
    public Iterator<Assignment<T>> iterator() {
        return new Iterator<>() {
            private Assignment<T> next = first;

            @Override
            public boolean hasNext() {
                return next != null;
            }

            @Override
            public Assignment<T> next() {
                if (next == null) {
                    throw new NoSuchElementException();
                }
                Assignment<T> current = next;
                next = current.after;
                return current;
            }
        };
    }
}
