DATABASE_URL = "postgresql://invoices:s3cr3t-invoices@localhost:5432/invoices"
