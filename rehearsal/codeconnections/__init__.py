"""CodeConnections: connections whose repositories are local."""
