"""CodePipeline V2: a pure engine (definition, execution), and a thin layer of API and actions around it."""
