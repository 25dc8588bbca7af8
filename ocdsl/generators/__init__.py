"""Everything made from a contract that decides no money: documents, queries, sample logs."""
