-- Whether a checkpoint's training state is still there: it goes once its run has ended and can never be resumed.
ALTER TABLE checkpoint ADD COLUMN training_state boolean NOT NULL DEFAULT true;
