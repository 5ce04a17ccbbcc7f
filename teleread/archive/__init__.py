"""What has arrived: patients, studies, series, instances, and what is contradictory about them."""
