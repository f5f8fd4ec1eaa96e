package dev.limner.models;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.limner.models.evaluation.Evaluation;

/** Keeps what it is told, and wishes what it was given for a step. */
class RecordingObserver implements TrainingObserver {
    final List<Progress> progress = new ArrayList<>();
    final List<Snapshot> snapshots = new ArrayList<>();
    final List<Map<String, Double>> metrics = new ArrayList<>();
    final List<Previews> previews = new ArrayList<>();
    final SortedMap<Long, Evaluation> evaluations = new TreeMap<>();
    private final Map<Long, Wish> wishes = new HashMap<>();
    long parameters;

    RecordingObserver wishing(Wish wish, long step) {
        wishes.put(step, wish);
        return this;
    }

    Snapshot last() {
        return snapshots.get(snapshots.size() - 1);
    }

    @Override
    public void started(long numbers, String device) {
        parameters = numbers;
    }

    @Override
    public void progressed(Progress now) {
        progress.add(now);
    }

    @Override
    public Wish wish(Progress now) {
        return wishes.getOrDefault(now.step(), Wish.GO_ON);
    }

    @Override
    public void evaluated(long images, Evaluation evaluation) {
        evaluations.put(images, evaluation);
    }

    @Override
    public void snapshot(Snapshot snapshot, Map<String, Double> losses, Previews pictures) {
        snapshots.add(snapshot);
        metrics.add(losses);
        previews.add(pictures);
    }
}
