package dev.limner.images.cutout;

import java.util.Arrays;

/**
 * The minimum cut between two terminals by the largest flow (Boykov and Kolmogorov 2004): one tree grows from each
 * terminal; where they meet, flow is pushed along the path, and what that cuts off is adopted by another parent or set
 * free. Capacities are whole numbers, so that the flow is exact.
 */
final class MaxFlow {
    private static final int FREE = -1;
    private static final int TERMINAL = -2;
    private static final int ORPHAN = -3;

    private final int[] first;
    /** By node, what is left of its arc from the source, or, negative, of its arc to the sink. */
    private final long[] terminal;
    /** Arcs come in pairs, there and back: the other one of arc a is a ^ 1. */
    private int[] head;
    private int[] next;
    private long[] left;
    private int arcs;
    private long flow;

    /** By node, the arc to its parent, or {@link #FREE}, {@link #TERMINAL} or {@link #ORPHAN}. */
    private final int[] parent;
    private final boolean[] sinks;
    private final int[] stamp;
    private final int[] distance;
    private final boolean[] waiting;
    private final IntQueue active;
    private final IntQueue orphans;
    private int time;

    /**
     * @param nodes besides the two terminals
     * @param edges about how many will be added
     */
    MaxFlow(int nodes, int edges) {
        this.first = new int[nodes];
        Arrays.fill(first, -1);
        this.terminal = new long[nodes];
        this.head = new int[2 * edges];
        this.next = new int[2 * edges];
        this.left = new long[2 * edges];
        this.parent = new int[nodes];
        this.sinks = new boolean[nodes];
        this.stamp = new int[nodes];
        this.distance = new int[nodes];
        this.waiting = new boolean[nodes];
        this.active = new IntQueue();
        this.orphans = new IntQueue();
    }

    /** Adds to what may flow from the source to a node and from it to the sink. */
    void connect(int node, long source, long sink) {
        long before = terminal[node];
        long in = source + Math.max(0, before);
        long out = sink + Math.max(0, -before);
        flow += Math.min(in, out);
        terminal[node] = in - out;
    }

    /** Adds an edge with what may flow along it there and back. */
    void join(int from, int to, long there, long back) {
        if (arcs == head.length) {
            int size = Math.max(16, 2 * arcs);
            head = Arrays.copyOf(head, size);
            next = Arrays.copyOf(next, size);
            left = Arrays.copyOf(left, size);
        }
        arc(from, to, there);
        arc(to, from, back);
    }

    private void arc(int from, int to, long capacity) {
        head[arcs] = to;
        left[arcs] = capacity;
        next[arcs] = first[from];
        first[from] = arcs++;
    }

    /** Whether the cut leaves a node with the source; one that either side may have is the sink's. */
    boolean withSource(int node) {
        return parent[node] != FREE && !sinks[node];
    }

    /** Finds the largest flow, which is what the minimum cut costs. */
    long solve() {
        plant();
        int node = -1;
        while (true) {
            if (node < 0 || parent[node] == FREE) {
                node = nextActive();
                if (node < 0) {
                    return flow;
                }
            }
            int bridge = sinks[node] ? growSink(node) : growSource(node);
            time++;
            if (bridge < 0) {
                node = -1;
            } else {
                push(bridge);
                while (!orphans.isEmpty()) {
                    adopt(orphans.poll());
                }
            }
        }
    }

    private void plant() {
        for (int i = 0; i < first.length; i++) {
            parent[i] = FREE;
            if (terminal[i] != 0) {
                sinks[i] = terminal[i] < 0;
                parent[i] = TERMINAL;
                distance[i] = 1;
                activate(i);
            }
        }
    }

    private void activate(int node) {
        if (!waiting[node]) {
            waiting[node] = true;
            active.add(node);
        }
    }

    private int nextActive() {
        while (!active.isEmpty()) {
            int node = active.poll();
            waiting[node] = false;
            if (parent[node] != FREE) {
                return node;
            }
        }
        return -1;
    }

    /** Lets the source's tree grow from a node; the arc to the sink's tree, or −1. */
    private int growSource(int node) {
        for (int a = first[node]; a >= 0; a = next[a]) {
            if (left[a] > 0) {
                int j = head[a];
                if (parent[j] == FREE) {
                    attach(j, a ^ 1, node);
                    sinks[j] = false;
                    activate(j);
                } else if (sinks[j]) {
                    return a;
                } else if (stamp[j] <= stamp[node] && distance[j] > distance[node]) {
                    attach(j, a ^ 1, node);
                }
            }
        }
        return -1;
    }

    private int growSink(int node) {
        for (int a = first[node]; a >= 0; a = next[a]) {
            if (left[a ^ 1] > 0) {
                int j = head[a];
                if (parent[j] == FREE) {
                    attach(j, a ^ 1, node);
                    sinks[j] = true;
                    activate(j);
                } else if (!sinks[j]) {
                    return a ^ 1;
                } else if (stamp[j] <= stamp[node] && distance[j] > distance[node]) {
                    attach(j, a ^ 1, node);
                }
            }
        }
        return -1;
    }

    private void attach(int node, int arc, int to) {
        parent[node] = arc;
        stamp[node] = stamp[to];
        distance[node] = distance[to] + 1;
    }

    /** Pushes all that the path over the bridge takes. */
    private void push(int bridge) {
        long most = left[bridge];
        int root = head[bridge ^ 1];
        for (; parent[root] != TERMINAL; root = head[parent[root]]) {
            most = Math.min(most, left[parent[root] ^ 1]);
        }
        most = Math.min(most, terminal[root]);
        for (root = head[bridge]; parent[root] != TERMINAL; root = head[parent[root]]) {
            most = Math.min(most, left[parent[root]]);
        }
        most = Math.min(most, -terminal[root]);

        left[bridge] -= most;
        left[bridge ^ 1] += most;
        drain(head[bridge ^ 1], most, 1);
        drain(head[bridge], most, 0);
        flow += most;
    }

    /** Takes the flow from the path of a node to its terminal. */
    private void drain(int node, long amount, int back) {
        int i = node;
        while (parent[i] != TERMINAL) {
            int a = parent[i];
            left[a ^ back] -= amount;
            left[a ^ back ^ 1] += amount;
            if (left[a ^ back] == 0) {
                orphan(i);
            }
            i = head[a];
        }
        terminal[i] -= back == 1 ? amount : -amount;
        if (terminal[i] == 0) {
            orphan(i);
        }
    }

    private void orphan(int node) {
        parent[node] = ORPHAN;
        orphans.add(node);
    }

    private void adopt(int node) {
        int back = sinks[node] ? 0 : 1;
        int best = FREE;
        int least = Integer.MAX_VALUE;
        for (int a = first[node]; a >= 0; a = next[a]) {
            int j = head[a];
            if (left[a ^ back] > 0 && sinks[j] == sinks[node] && parent[j] != FREE) {
                int steps = steps(j);
                if (steps < least) {
                    best = a;
                    least = steps;
                }
            }
        }
        parent[node] = best;
        if (best != FREE) {
            stamp[node] = time;
            distance[node] = least + 1;
        } else {
            abandon(node, back);
        }
    }

    /** How far a node is from its terminal, or the largest int where its tree ends at an orphan. Marks the way. */
    private int steps(int node) {
        int count = 0;
        int i = node;
        while (stamp[i] != time) {
            count++;
            if (parent[i] == TERMINAL) {
                stamp[i] = time;
                distance[i] = 1;
                count--;
                break;
            }
            if (parent[i] == ORPHAN) {
                return Integer.MAX_VALUE;
            }
            i = head[parent[i]];
        }
        if (parent[i] == ORPHAN) {
            return Integer.MAX_VALUE;
        }
        int total = count + distance[i];
        int d = total;
        for (i = node; stamp[i] != time; i = head[parent[i]]) {
            stamp[i] = time;
            distance[i] = d--;
        }
        return total;
    }

    private void abandon(int node, int back) {
        for (int a = first[node]; a >= 0; a = next[a]) {
            int j = head[a];
            if (sinks[j] == sinks[node] && parent[j] != FREE) {
                if (left[a ^ back] > 0) {
                    activate(j);
                }
                if (parent[j] >= 0 && head[parent[j]] == node) {
                    orphan(j);
                }
            }
        }
    }
}
