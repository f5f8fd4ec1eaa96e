/** Training runs: from the command on {@code limner.training-commands} to the last checkpoint, everything is here. */
package dev.limner.trainer.runs;
