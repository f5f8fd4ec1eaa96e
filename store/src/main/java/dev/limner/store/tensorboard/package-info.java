/** What TensorBoard reads of a training run: event files, and where they lie. Nothing here needs TensorBoard. */
package dev.limner.store.tensorboard;
