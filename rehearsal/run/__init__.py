"""`make rehearse`: starts the local AWS, deploys the pipeline, pushes, shows the push travel, cleans up."""
