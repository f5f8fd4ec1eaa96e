package dev.limner.trainer.runs;

/**
 * The rule that the alias {@code latest} moves by: <b>latest never goes back</b>. It names the newest checkpoint of the
 * newest finished run; of an unfinished run only while the model has no finished one. Runs are newer in the order they
 * were accepted in, so that an old run which ends late takes nothing back; within a run, more images seen are newer, and
 * of equal ones those of the later claim.
 */
final class Latest {

    private Latest() {}

    /**
     * A checkpoint as the rule sees it.
     *
     * @param number   of its run, counting up as runs are accepted
     * @param finished whether its run has succeeded
     * @param images   images seen
     * @param epoch    of the claim it was made under
     */
    record Place(long number, boolean finished, long images, long epoch) {}

    /**
     * Whether {@code latest} moves to a checkpoint.
     *
     * @param now  what it names; null for nothing yet
     * @param next the checkpoint that was published, or whose run has finished
     */
    static boolean moves(Place now, Place next) {
        if (now == null || now.number() != next.number() || now.finished() != next.finished()) {
            return runMoves(now, next);
        }
        return next.images() > now.images() || next.images() == now.images() && next.epoch() > now.epoch();
    }

    /**
     * Whether an alias that names one checkpoint of a run, not always the newest, may move to one of {@code next}'s run: as
     * {@code latest}, it names the newest finished run, and an unfinished one only while the model has no finished one.
     *
     * @param now what it names; null for nothing yet
     */
    static boolean runMoves(Place now, Place next) {
        if (now == null) {
            return true;
        }
        return now.finished() == next.finished() ? next.number() >= now.number() : next.finished();
    }
}
